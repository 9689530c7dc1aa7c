//! An answer as a dossier: what was read in the question, quotes for and against, what is silent, contradictions,
//! forecasts, timeline.

use marsad_record::answer::{Answer, Asks, Evidence, Outlook, Part};
use marsad_record::dossier::Material;
use marsad_record::incident::Incident;

use crate::dossier::incident::disputes;
use crate::dossier::outline::{Cited, Dossier, Layout, stretch};
use crate::incident::Citations;

/// An answer as a dossier; of the incidents of its timeline those that are disputed are told with every side.
pub fn answer_dossier(answer: &Answer, incidents: &[(Incident, Citations)], material: &Material) -> Dossier {
    let mut layout = Layout::new(material);
    answer_lines(&mut layout, answer);
    if !incidents.is_empty() {
        layout.section("contradictions");
    }
    for (incident, citations) in incidents {
        disputes(&mut layout, incident, citations);
    }
    layout.close(answer.question.clone())
}

pub(super) fn answer_lines(layout: &mut Layout<'_>, answer: &Answer) {
    reading(layout, answer);
    let is_whether = answer.read_as.asks == Asks::Whether;
    for (id, side) in [(if is_whether { "for" } else { "told" }, &answer.supporting), ("against", &answer.against)] {
        if !side.is_empty() {
            layout.section(id);
        }
        for evidence in side {
            layout.quote(cited(evidence));
        }
    }
    silence(layout, answer);
    if !answer.forecasts.is_empty() {
        layout.section("forecasts");
    }
    for outlook in &answer.forecasts {
        let cited = foretold(layout, outlook);
        layout.quote(cited);
    }
    if !answer.timeline.is_empty() {
        layout.section("timeline");
    }
    for moment in &answer.timeline {
        let ends = [moment.when.from, moment.when.to].map(|day| day.map(|day| day.to_string()));
        let kind = layout.label(&format!("kind-{}", moment.kind));
        layout.part(format!("{} · {kind}", stretch(ends[0].as_deref(), ends[1].as_deref())));
        let disputed: Vec<String> = moment.disputed.iter().map(|fact| layout.label(&format!("fact-{fact}"))).collect();
        layout.quote(Cited {
            words: &moment.quote,
            document: &moment.document,
            claim: Some(&moment.claim),
            span: moment.span,
            chain: &moment.chain,
            outlet: None,
            published: None,
            more: vec![
                ("origins", moment.origins.to_string()),
                ("disputed", disputed.join(", ")),
                ("incident", moment.incident.clone()),
            ],
        });
    }
}

fn reading(layout: &mut Layout<'_>, answer: &Answer) {
    let read = &answer.read_as;
    let is_arabic = layout.material.language == "ar";
    let named = |en: &String, ar: &String| if is_arabic { ar.clone() } else { en.clone() };
    layout.section("read_as");
    layout.fact("asks", layout.label(read.asks.name()));
    for party in &read.parties {
        let mut name = named(&party.name_en, &party.name_ar);
        let part = match party.part {
            Part::Asked => None,
            Part::Context => Some("context"),
            Part::Where => Some("where"),
        };
        if let Some(part) = part {
            name = format!("{name} ({})", layout.label(part));
        }
        layout.fact("actors", name);
    }
    for topic in &read.about {
        layout.fact("about", named(&topic.name_en, &topic.name_ar));
    }
    if read.asks == Asks::Whether && !read.about.is_empty() {
        layout.fact("asked", layout.label(if read.is_positive { "positive" } else { "negative" }));
    }
    if read.from.is_some() || read.to.is_some() {
        layout.fact("period", stretch(read.from.as_deref(), read.to.as_deref()));
    }
}

fn silence(layout: &mut Layout<'_>, answer: &Answer) {
    if answer.silent.is_empty() {
        return;
    }
    let (read, is_arabic) = (&answer.read_as, layout.material.language == "ar");
    let named = |en: &String, ar: &String| if is_arabic { ar.clone() } else { en.clone() };
    layout.section("silent");
    for silence in &answer.silent {
        let party = read.parties.iter().find(|party| party.id == silence.of);
        let topic = read.about.iter().find(|topic| topic.id == silence.of);
        let of = party.map(|party| named(&party.name_en, &party.name_ar));
        let of = of.or_else(|| topic.map(|topic| named(&topic.name_en, &topic.name_ar)));
        layout.fact(silence.kind, of.unwrap_or_else(|| layout.label("none")));
    }
}

fn cited(evidence: &Evidence) -> Cited<'_> {
    Cited {
        words: &evidence.quote,
        document: &evidence.document,
        claim: evidence.claim.as_deref(),
        span: evidence.span,
        chain: &evidence.chain,
        outlet: evidence.outlet.as_deref(),
        published: evidence.published.as_deref(),
        more: vec![("happened", evidence.when.clone().unwrap_or_default()), ("origins", evidence.origins.to_string())],
    }
}

/// A forecast with its window, its condition and its fate.
fn foretold<'o>(layout: &Layout<'_>, outlook: &'o Outlook) -> Cited<'o> {
    let is_dated = outlook.from.is_some() || outlook.to.is_some();
    let window = if is_dated { stretch(outlook.from.as_deref(), outlook.to.as_deref()) } else { String::new() };
    Cited {
        words: &outlook.quote,
        document: &outlook.document,
        claim: Some(&outlook.claim),
        span: outlook.span,
        chain: &outlook.chain,
        outlet: outlook.outlet.as_deref(),
        published: outlook.published.as_deref(),
        more: vec![
            ("state", layout.label(outlook.state)),
            ("window", window),
            ("condition", outlook.condition.clone().unwrap_or_default()),
        ],
    }
}
