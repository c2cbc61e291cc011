internal import HTTP
internal import HTTPTypes

extension Response {
  /// What browsers are told about every content that has no word of its own about it: it is what its type says, nothing
  /// in it runs or loads anything, no other site shows it in a frame, and no link in it tells where it stood.
  ///
  /// `sandbox` is not among them: it would keep browsers from showing JSON and PDF in their own viewers.
  private static let safeguards: [(name: String, line: StaticString)] = [
    ("x-content-type-options", "X-Content-Type-Options: nosniff\r\n"),
    ("x-frame-options", "X-Frame-Options: SAMEORIGIN\r\n"),
    ("referrer-policy", "Referrer-Policy: same-origin\r\n"),
    (
      "content-security-policy",
      """
      Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'\r\n
      """
    ),
  ]

  /// The lines of all: most answers tell none of it themselves.
  private static let lines = safeguards.map(\.line)

  /// Adds what browsers are to be told, unless the answer tells them itself.
  mutating func addSafeguards() {
    // No document comes of it.
    guard status != .switchingProtocols else { return }
    let own = fields.compactMap { field in
      Self.safeguards.contains { $0.name == field.name.canonicalName } ? field.name.canonicalName : nil
    }
    encodedFields =
      own.isEmpty ? Self.lines : Self.safeguards.filter { !own.contains($0.name) }.map(\.line)
  }
}
