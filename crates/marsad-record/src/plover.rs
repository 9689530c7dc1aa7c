//! PLOVER's 16 event types with quad class and score (openeventdata/PLOVER, manual of 2024-02, restated).

use crate::vocabulary;

vocabulary! {
    /// What kind of thing was done.
    EventType {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE",
        Aid = "AID", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT",
        Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

vocabulary! {
    /// Words or deeds, for or against.
    Quad {
        VerbalCooperation = "verbal-cooperation", MaterialCooperation = "material-cooperation",
        VerbalConflict = "verbal-conflict", MaterialConflict = "material-conflict",
    }
}

impl EventType {
    /// The quad class. SANCTION is material conflict, as its own section of the manual says.
    pub fn quad(self) -> Quad {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => Quad::VerbalCooperation,
            Cooperate | Aid | Retreat => Quad::MaterialCooperation,
            Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
            Protest | Sanction | Mobilize | Coerce | Assault => Quad::MaterialConflict,
        }
    }

    /// PLOVER's score from -10 to +10; a mode's own score replaces the type's.
    pub fn score(self, modes: &[String]) -> f64 {
        let mode = modes.iter().find_map(|mode| mode_score(self, mode));
        mode.unwrap_or(match self {
            EventType::Agree | EventType::Consult => 2.5,
            EventType::Support => 5.0,
            EventType::Concede => 4.5,
            EventType::Cooperate => 9.5,
            EventType::Aid => 10.0,
            EventType::Retreat => 6.5,
            EventType::Request => 0.0,
            EventType::Accuse => -3.0,
            EventType::Reject => -2.0,
            EventType::Threaten => -3.5,
            EventType::Protest => -5.0,
            EventType::Sanction => -6.0,
            EventType::Mobilize => -5.5,
            EventType::Coerce => -7.0,
            EventType::Assault => -9.0,
        })
    }

    /// The modes that belong to this type.
    pub fn modes(self) -> impl Iterator<Item = &'static str> {
        MODES.iter().filter(move |(of, _, _)| *of == self).map(|(_, mode, _)| *mode)
    }
}

fn mode_score(of: EventType, mode: &str) -> Option<f64> {
    MODES.iter().find(|(kind, name, _)| *kind == of && *name == mode).and_then(|(_, _, score)| *score)
}

/// Type, mode, score; `vandalize` has no score in the manual.
const MODES: &[(EventType, &str, Option<f64>)] = &[
    (EventType::Consult, "visit", Some(4.0)),
    (EventType::Consult, "third-party", Some(1.0)),
    (EventType::Consult, "multilateral", Some(4.0)),
    (EventType::Consult, "phone", Some(1.5)),
    (EventType::Retreat, "withdraw", Some(8.0)),
    (EventType::Retreat, "release", Some(6.5)),
    (EventType::Retreat, "disarm", Some(10.0)),
    (EventType::Retreat, "ceasefire", Some(7.5)),
    (EventType::Retreat, "access", Some(6.5)),
    (EventType::Retreat, "resign", Some(4.5)),
    (EventType::Request, "assist", Some(0.5)),
    (EventType::Request, "change", Some(-1.0)),
    (EventType::Request, "yield", Some(-1.0)),
    (EventType::Request, "meet", Some(0.0)),
    (EventType::Accuse, "disapprove", Some(-2.0)),
    (EventType::Accuse, "investigate", Some(-3.5)),
    (EventType::Accuse, "allege", Some(-3.5)),
    (EventType::Reject, "assist", Some(-1.5)),
    (EventType::Reject, "change", Some(-2.0)),
    (EventType::Reject, "yield", Some(-2.0)),
    (EventType::Reject, "meet", Some(-2.0)),
    (EventType::Threaten, "restrict", Some(-3.0)),
    (EventType::Threaten, "arrest", Some(-3.5)),
    (EventType::Threaten, "relations", Some(-3.5)),
    (EventType::Threaten, "expel", Some(-3.5)),
    (EventType::Threaten, "territory", Some(-4.0)),
    (EventType::Threaten, "violence", Some(-3.5)),
    (EventType::Protest, "demo", Some(-5.0)),
    (EventType::Protest, "riot", Some(-7.0)),
    (EventType::Protest, "strike", Some(-5.0)),
    (EventType::Protest, "hunger", Some(-4.5)),
    (EventType::Protest, "boycott", Some(-4.5)),
    (EventType::Protest, "obstruct", Some(-4.5)),
    (EventType::Protest, "vandalize", None),
    (EventType::Sanction, "convict", Some(-6.0)),
    (EventType::Sanction, "expel", Some(-5.5)),
    (EventType::Sanction, "withdraw", Some(-6.0)),
    (EventType::Sanction, "discontinue", Some(-6.0)),
    (EventType::Mobilize, "troops", Some(-6.5)),
    (EventType::Mobilize, "weapons", Some(-6.5)),
    (EventType::Mobilize, "police", Some(-5.5)),
    (EventType::Mobilize, "militia", Some(-6.0)),
    (EventType::Coerce, "seize", Some(-7.0)),
    (EventType::Coerce, "restrict", Some(-7.0)),
    (EventType::Coerce, "censor", Some(-6.5)),
    (EventType::Coerce, "curfew", Some(-6.5)),
    (EventType::Coerce, "martial-law", Some(-7.5)),
    (EventType::Coerce, "arrest", Some(-7.0)),
    (EventType::Coerce, "deport", Some(-7.0)),
    (EventType::Coerce, "withhold", Some(-7.0)),
    (EventType::Coerce, "misinformation", Some(-6.5)),
    (EventType::Coerce, "cyber", Some(-7.0)),
    (EventType::Assault, "abduct", Some(-8.5)),
    (EventType::Assault, "beat", Some(-7.5)),
    (EventType::Assault, "torture", Some(-8.5)),
    (EventType::Assault, "sexual", Some(-8.5)),
    (EventType::Assault, "targeted", Some(-9.5)),
    (EventType::Assault, "destroy", Some(-8.5)),
    (EventType::Assault, "primitive", Some(-8.0)),
    (EventType::Assault, "firearms", Some(-9.0)),
    (EventType::Assault, "explosives", Some(-9.0)),
    (EventType::Assault, "suicide-attack", Some(-9.5)),
    (EventType::Assault, "aerial", Some(-9.5)),
    (EventType::Assault, "drone", Some(-9.5)),
    (EventType::Assault, "heavy-weapons", Some(-9.5)),
    (EventType::Assault, "crowd-control", Some(-7.5)),
    (EventType::Assault, "unconventional", Some(-10.0)),
];

#[cfg(test)]
mod tests {
    use super::{EventType, Quad};

    #[test]
    fn a_mode_with_a_score_replaces_the_score_of_its_type() {
        assert_eq!(EventType::Assault.score(&["drone".to_owned()]), -9.5);
        assert_eq!(EventType::Protest.score(&["vandalize".to_owned()]), -5.0);
    }

    #[test]
    fn a_sanction_is_material_conflict() {
        assert_eq!(EventType::Sanction.quad(), Quad::MaterialConflict);
    }
}
