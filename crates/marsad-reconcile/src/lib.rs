//! Claims of many documents to incidents, as a pure function
