//! Which of many spans in the order of the text can touch a part of it, without asking each of them.

use std::ops::Range;

use marsad_record::Span;

/// Where spans begin, and how far those before reach.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Nearby {
    starts: Vec<usize>,
    /// The furthest end of each span and all before it.
    reach: Vec<usize>,
}

impl Nearby {
    /// Of spans sorted by their start.
    pub(crate) fn of(spans: impl Iterator<Item = Span>) -> Self {
        let mut nearby = Self::default();
        let mut furthest = 0;
        for span in spans {
            debug_assert!(nearby.starts.last().is_none_or(|last| *last <= span.start), "sorted by start");
            furthest = span.end.max(furthest);
            nearby.starts.push(span.start);
            nearby.reach.push(furthest);
        }
        nearby
    }

    /// The indices outside of which no span overlaps the part.
    pub(crate) fn touching(&self, part: Span) -> Range<usize> {
        let first = self.reach.partition_point(|end| *end <= part.start);
        let end = self.starts.partition_point(|start| *start < part.end);
        first..end.max(first)
    }
}

#[cfg(test)]
mod tests {
    use super::Nearby;
    use marsad_record::Span;

    #[test]
    fn no_span_that_overlaps_is_left_out() {
        let spans = [(0, 9), (1, 3), (4, 5), (5, 7), (8, 8), (10, 20), (12, 14)].map(|(from, to)| Span::new(from, to));
        let nearby = Nearby::of(spans.into_iter());
        for from in 0..22 {
            for to in from..22 {
                let part = Span::new(from, to);
                let touching = nearby.touching(part);
                let left_out = (0..spans.len()).filter(|index| !touching.contains(index));
                assert!(left_out.into_iter().all(|index| !spans[index].overlaps(&part)), "{part:?}");
            }
        }
    }
}
