//! What an answer is sent as: JSON, or a file to be kept.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use marsad_export::{Dossier, Form};

use crate::problem::Problem;

const JSON: [(HeaderName, HeaderValue); 1] = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];

/// The body of an answer, and how a browser is to take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Payload {
    /// JSON.
    Json(String),
    /// JSON of what has been made.
    Made(String),
    /// Another address of the desk.
    Elsewhere(String),
    /// A file of that form, to be kept under that name.
    File(Form, String, Vec<u8>),
}

impl From<String> for Payload {
    fn from(json: String) -> Self {
        Self::Json(json)
    }
}

impl Payload {
    /// A dossier in a form, as a file named after what it is about.
    pub(crate) fn dossier(dossier: &Dossier, form: Form, about: &str) -> Self {
        Self::File(form, format!("marsad-{about}.{}", form.ending()), dossier.set(form))
    }
}

impl IntoResponse for Payload {
    fn into_response(self) -> Response {
        match self {
            Self::Json(json) => (JSON, json).into_response(),
            Self::Made(json) => (StatusCode::CREATED, JSON, json).into_response(),
            Self::Elsewhere(address) => match HeaderValue::from_str(&address) {
                Ok(address) => (StatusCode::FOUND, [(header::LOCATION, address)]).into_response(),
                Err(_) => Problem::failed(format!("{address:?} is no address")).into_response(),
            },
            Self::File(form, name, bytes) => {
                // A name that no header can carry is left to the browser.
                let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
                    .unwrap_or(HeaderValue::from_static("attachment"));
                let mut headers = HeaderMap::new();
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
                headers.insert(header::CONTENT_DISPOSITION, disposition);
                (headers, bytes).into_response()
            }
        }
    }
}
