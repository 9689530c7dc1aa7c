//! Loads the linguist's files into fast tables
