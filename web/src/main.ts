import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { router } from "./lib/router.svelte";
import { ahead } from "./lib/screens";

router.start(ahead);
const target = document.getElementById("app");
if (target) mount(App, { target });
