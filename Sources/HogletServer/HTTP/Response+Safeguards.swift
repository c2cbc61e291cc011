internal import HTTP
internal import HTTPTypes

extension Response {
  /// What browsers are told about every content that has no word of its own about it: it is what its type says, nothing
  /// in it runs or loads anything, no other site shows it in a frame, and no link in it tells where it stood.
  ///
  /// `sandbox` is not among them: it would keep browsers from showing JSON and PDF in their own viewers.
  private static let safeguards: [HTTPField] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "same-origin"),
    (
      "Content-Security-Policy",
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
  ].compactMap { name, value in
    HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
  }

  /// Adds what browsers are to be told, unless the answer tells them itself.
  mutating func addSafeguards() {
    // No document comes of it.
    guard status != .switchingProtocols else { return }
    for field in Self.safeguards where !fields.contains(field.name) { fields.append(field) }
  }
}
