pub(super) fn item(_: &str) {}
