//! What an analyst asks, answered with cited evidence
