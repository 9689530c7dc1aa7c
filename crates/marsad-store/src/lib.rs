//! The record on disk
