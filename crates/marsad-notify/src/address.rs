//! Which addresses lie outside: a webhook must not reach the machines of an inner network unless somebody allows it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up and keeps the outer addresses only. What is looked up here is what is connected to, so that a name
/// cannot show one address now and another later.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    inner: DefaultResolver,
    allows_inner: bool,
}

impl Outside {
    /// Allows inner addresses where somebody said so.
    pub(crate) fn new(allows_inner: bool) -> Self {
        Self { inner: DefaultResolver::default(), allows_inner }
    }
}

impl Resolver for Outside {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|address| self.allows_inner || !is_inner(address.ip())) {
            kept.push(*address);
        }
        if kept.iter().next().is_some() {
            return Ok(kept);
        }
        let host = uri.host().unwrap_or_default();
        let found: Option<&SocketAddr> = found.iter().next();
        let address = found.map(|address| address.ip().to_string()).unwrap_or_default();
        Err(ureq::Error::Other(format!("{host} is {address}, an address of an inner network").into()))
    }
}

/// Whether an address belongs to this machine, to an inner network, or to no single machine of the open network.
pub fn is_inner(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_inner_v4(address),
        IpAddr::V6(address) => is_inner_v6(address),
    }
}

fn is_inner_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
}

fn is_inner_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, g, h] = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([one, two], [three, four]) = (high.to_be_bytes(), low.to_be_bytes());
        is_inner_v4(Ipv4Addr::new(one, two, three, four))
    };
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || (a & 0xffc0) == 0xfec0
        || (a == 0x2001 && b == 0x0db8)
        // Addresses of IPv4 in other clothes: NAT64, 6to4, and the older mapping.
        || (a == 0x0064 && b == 0xff9b)
        || (a == 0x2002 && embedded(b, c))
        || ([a, b, c, d, e, f] == [0; 6] && embedded(g, h))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::is_inner;

    fn told(address: &str) -> bool {
        is_inner(address.parse::<IpAddr>().expect("an address"))
    }

    #[test]
    fn inner_addresses_are_known_in_every_dress() {
        for address in [
            "127.0.0.1",
            "127.8.8.8",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "::1",
            "::",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:a00:1::",
            "::7f00:1",
            "2001:db8::1",
        ] {
            assert!(told(address), "{address}");
        }
    }

    #[test]
    fn outer_addresses_are_let_through() {
        for address in ["1.1.1.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(!told(address), "{address}");
        }
    }
}
