//! The desk over HTTP and the screens
