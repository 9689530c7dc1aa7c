//! What a host allows whom (RFC 9309): the rules of the group that names us, else of the group for everybody; the longest
//! rule that fits decides, and of two as long the one that allows.

use std::time::Duration;

/// The rules that concern us.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Robots {
    /// Patterns, each with whether it allows.
    rules: Vec<(String, bool)>,
    /// How long to wait between two requests.
    pub(crate) delay: Option<Duration>,
}

impl Robots {
    /// Everything is allowed.
    pub(crate) fn open() -> Self {
        Self::default()
    }

    /// Nothing is allowed.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)], delay: None }
    }

    /// The rules of a file for a program of that name.
    pub(crate) fn of(file: &str, name: &str) -> Self {
        let (mut ours, mut everybody) = (None::<Self>, None::<Self>);
        let (mut is_ours, mut is_everybody, mut is_naming) = (false, false, false);
        for line in file.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !is_naming {
                    (is_ours, is_everybody) = (false, false);
                }
                is_naming = true;
                is_everybody |= value == "*";
                is_ours |= !value.is_empty()
                    && value != "*"
                    && name.to_ascii_lowercase().starts_with(&value.to_ascii_lowercase());
                if is_ours {
                    ours.get_or_insert_with(Self::default);
                }
                if is_everybody {
                    everybody.get_or_insert_with(Self::default);
                }
                continue;
            }
            is_naming = false;
            for group in [ours.as_mut().filter(|_| is_ours), everybody.as_mut().filter(|_| is_everybody)] {
                let Some(group) = group else { continue };
                match key.as_str() {
                    "allow" if !value.is_empty() => group.rules.push((value.to_owned(), true)),
                    "disallow" if !value.is_empty() => group.rules.push((value.to_owned(), false)),
                    "crawl-delay" => {
                        let seconds = value.parse::<f64>().ok().filter(|seconds| (0.0..=1e6).contains(seconds));
                        group.delay = seconds.map(Duration::from_secs_f64);
                    }
                    _ => {}
                }
            }
        }
        ours.or(everybody).unwrap_or_default()
    }

    /// Whether a path (with its question) may be asked for.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        let longest = fitting.max_by_key(|(pattern, is_allowed)| (pattern.len(), *is_allowed));
        path == "/robots.txt" || longest.is_none_or(|(_, is_allowed)| *is_allowed)
    }
}

/// Whether a path begins as the pattern says: `*` stands for anything, `$` at the end for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    let has_star = parts.peek().is_some();
    while let Some(part) = parts.next() {
        if is_whole && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some(found) = rest.find(part) else { return false };
        rest = &rest[found + part.len()..];
    }
    !is_whole || has_star || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Robots;

    const FILE: &str = "\
# everybody
User-agent: *
Disallow: /private/
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 2

User-agent: marsad
User-agent: other
Disallow: /no-marsad
";

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let robots = Robots::of(FILE, "Somebody/1.0");
        for (path, is_allowed) in [
            ("/", true),
            ("/private/x", false),
            ("/private/open/x", true),
            ("/a.pdf", false),
            ("/a.pdf?x=1", true),
            ("/no-marsad", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(robots.allows(path), is_allowed, "{path}");
        }
        assert_eq!(robots.delay, Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_group_that_names_us_is_the_only_one_that_counts() {
        let robots = Robots::of(FILE, "Marsad/0.1");
        assert!(!robots.allows("/no-marsad/x") && robots.allows("/private/x"));
        assert_eq!(robots.delay, None);
    }

    #[test]
    fn an_empty_file_allows_everything_and_a_closed_host_nothing() {
        assert!(Robots::of("", "Marsad").allows("/x") && Robots::of("Disallow: /", "Marsad").allows("/x"));
        assert!(Robots::of("User-agent: *\nDisallow:", "Marsad").allows("/x"));
        assert!(!Robots::closed().allows("/x") && Robots::open().allows("/x"));
    }
}
