//! How letters to a server are sealed: the words of its address (`sslmode`, `sslrootcert`), as PostgreSQL's own programs
//! know them, and the connection that follows from them.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use postgres::Config;
use postgres::config::{Host, SslMode};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What is asked of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seal {
    /// In the open.
    Disable,
    /// Sealed where the server can, else in the open: for this machine alone.
    Prefer,
    /// Sealed, whoever answers.
    Require,
    /// Sealed, by a server whose certificate leads to a known root.
    VerifyCa,
    /// That, and the certificate names the host.
    VerifyFull,
}

const NAMES: [(&str, Seal); 5] = [
    ("disable", Seal::Disable),
    ("prefer", Seal::Prefer),
    ("require", Seal::Require),
    ("verify-ca", Seal::VerifyCa),
    ("verify-full", Seal::VerifyFull),
];

/// What an address says of sealing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sealing {
    seal: Option<Seal>,
    roots: Option<PathBuf>,
}

/// An address without what it says of sealing, and that; or why it cannot be read.
pub(super) fn parted(address: &str) -> Result<(String, Sealing), String> {
    let Some((place, query)) = address.split_once('?') else { return Ok((address.to_owned(), Sealing::default())) };
    let mut sealing = Sealing::default();
    let mut kept = Vec::new();
    for part in query.split('&') {
        match part.split_once('=') {
            Some(("sslmode", name)) => {
                let names = NAMES.map(|(name, _)| name).join(", ");
                let known = NAMES.iter().find(|(known, _)| *known == name);
                let (_, seal) = known.ok_or_else(|| format!("sslmode={name} is none of {names}"))?;
                sealing.seal = Some(*seal);
            }
            Some(("sslrootcert", path)) => sealing.roots = Some(PathBuf::from(unescaped(path))),
            _ => kept.push(part),
        }
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    Ok((format!("{place}{mark}{}", kept.join("&")), sealing))
}

/// A path as it was before it was written into an address.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = path.get(path.len() - after.len()..path.len() - after.len() + 2).filter(|_| *first == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Tells a connection how to be sealed, and by what. To another machine nothing is sent in the open unless the address
/// says so: without a word, that machine must prove itself.
pub(super) fn sealed(config: &mut Config, sealing: &Sealing) -> Result<MakeRustlsConnect, String> {
    let is_here = is_this_machine(config);
    let seal = match sealing.seal {
        Some(Seal::Prefer) if !is_here => Seal::Require,
        Some(seal) => seal,
        None if is_here => Seal::Prefer,
        None => Seal::VerifyFull,
    };
    // With a root at hand it is looked at.
    let seal = if seal == Seal::Require && sealing.roots.is_some() { Seal::VerifyCa } else { seal };
    config.ssl_mode(match seal {
        Seal::Disable => SslMode::Disable,
        Seal::Prefer => SslMode::Prefer,
        _ => SslMode::Require,
    });
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions();
    let builder = builder.map_err(|cause| format!("TLS: {cause}"))?;
    let client = match seal {
        Seal::VerifyFull => builder.with_root_certificates(roots(sealing)?),
        Seal::VerifyCa => {
            let roots = Arc::new(roots(sealing)?);
            let known = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
            let known = known.map_err(|cause| format!("TLS: {cause}"))?;
            let verifier = Arc::new(Lenient { provider, known: Some(known) });
            builder.dangerous().with_custom_certificate_verifier(verifier)
        }
        _ => {
            let verifier = Arc::new(Lenient { provider, known: None });
            builder.dangerous().with_custom_certificate_verifier(verifier)
        }
    };
    Ok(MakeRustlsConnect::new(client.with_no_client_auth()))
}

/// The roots that a file names, else those of the public authorities.
fn roots(sealing: &Sealing) -> Result<RootCertStore, String> {
    let Some(file) = &sealing.roots else {
        return Ok(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() });
    };
    let failed = |cause: String| format!("sslrootcert {}: {cause}", file.display());
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|cause| failed(cause.to_string()))? {
        let certificate = certificate.map_err(|cause| failed(cause.to_string()))?;
        roots.add(certificate).map_err(|cause| failed(cause.to_string()))?;
    }
    if roots.is_empty() { Err(failed("there is no certificate in it".to_owned())) } else { Ok(roots) }
}

fn is_this_machine(config: &Config) -> bool {
    let is_local = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        _ => true,
    };
    config.get_hosts().iter().all(is_local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

/// Asks less of a certificate than that it names the host: that it leads to a known root, or nothing.
#[derive(Debug)]
struct Lenient {
    provider: Arc<CryptoProvider>,
    known: Option<Arc<WebPkiServerVerifier>>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        answer: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        use rustls::CertificateError::{NotValidForName, NotValidForNameContext};
        let Some(known) = &self.known else { return Ok(ServerCertVerified::assertion()) };
        match known.verify_server_cert(certificate, between, name, answer, now) {
            // The name is looked at last: all else is right.
            Err(rustls::Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })) => {
                Ok(ServerCertVerified::assertion())
            }
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use postgres::config::SslMode;

    use super::{parted, sealed};

    fn mode(address: &str) -> Result<SslMode, String> {
        let (address, sealing) = parted(address)?;
        let mut config = address.parse().map_err(|cause| format!("{cause}"))?;
        sealed(&mut config, &sealing).map(|_| config.get_ssl_mode())
    }

    #[test]
    fn no_open_letters_to_other_machines_unless_the_address_says_so() {
        for (address, wanted) in [
            ("postgres://a@127.0.0.1/x", SslMode::Prefer),
            ("postgres://a@[::1]/x", SslMode::Prefer),
            ("postgres://a@localhost,127.0.0.2/x?sslmode=prefer", SslMode::Prefer),
            ("postgres:///x?host=/run/postgresql", SslMode::Prefer),
            ("postgres://a@db.example/x", SslMode::Require),
            ("postgres://a@db.example/x?sslmode=prefer", SslMode::Require),
            ("postgres://a@localhost,db.example/x", SslMode::Require),
            ("postgres://a@db.example/x?sslmode=verify-full&options=-csearch_path%3Dx", SslMode::Require),
            ("postgres://a@db.example/x?sslmode=disable", SslMode::Disable),
        ] {
            assert_eq!(mode(address), Ok(wanted), "{address}");
        }
        assert!(mode("postgres://a@db.example/x?sslmode=allow").is_err_and(|told| told.contains("verify-full")));
        let absent = mode("postgres://a@db.example/x?sslmode=verify-ca&sslrootcert=/no%20such/root.crt");
        assert!(absent.is_err_and(|told| told.contains("/no such/root.crt")));
    }
}
