import Bytes
import Charsets
import MIME

/// Mail that was made to take long.
struct HostileMail: Sendable {
  /// What is in it.
  let name: String
  /// Makes one with so many of it.
  let make: @Sendable (Int) -> [UInt8]
  /// What is done with it.
  let read: @Sendable ([UInt8]) -> Void

  static let all: [HostileMail] = [
    HostileMail("boundaries", "--b\r\n") { _ = MIMETree($0.span) },
    HostileMail("boundaries below 100 open ones", "--b99-\r\n", before: openBoundaries) {
      _ = MIMETree($0.span)
    },
    HostileMail("headers", "X: y\r\n", before: "") { _ = MIMETree($0.span) },
    HostileMail("headers that may stand once", "To: y\r\n", before: "") { _ = MIMETree($0.span) },
    HostileMail(
      "multiparts in each other",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
      before: ""
    ) {
      _ = MIMETree($0.span)
    },
    HostileMail("messages in each other", "Content-Type: message/rfc822\r\n\r\n", before: "") {
      _ = MIMETree($0.span)
    },
    HostileMail("a single line", String(repeating: "x", count: 50)) { _ = MIMETree($0.span) },
    HostileMail("comments in addresses", "(") { _ = Address.list($0.span, charsets: BuiltInCharsets()) },
    HostileMail("routes in addresses", "<@a:") { _ = Address.list($0.span, charsets: BuiltInCharsets()) },
    HostileMail("groups in addresses", "a:b,;") { _ = Address.list($0.span, charsets: BuiltInCharsets()) },
    HostileMail("encoded words", "=?utf-8?q?a?= ") {
      _ = HeaderText.decode($0.span, charsets: BuiltInCharsets())
    },
    HostileMail("beginnings of encoded words", "=?a?q?") {
      _ = HeaderText.decode($0.span, charsets: BuiltInCharsets())
    },
    HostileMail("parameters", ";a*0*=b") { _ = ParameterizedValue($0.span, charsets: BuiltInCharsets()) },
    HostileMail("tags", "<a href=") { _ = HTMLText.plain($0.span) },
    HostileMail("comments in HTML", "<!--") { _ = HTMLText.plain($0.span) },
    HostileMail("hidden elements", "<b hidden>x") { _ = HTMLText.plain($0.span) },
    HostileMail("characters in ISO-2022-JP", "\u{1B}$B!") {
      _ = TextDecoder.decode($0.span, label: "iso-2022-jp", charsets: IconvCharsets())
    },
  ]

  private static let openBoundaries =
    (0..<100)
    .map { "Content-Type: multipart/mixed; boundary=b\($0)\r\n\r\n--b\($0)\r\n" }.joined() + "\r\n"

  private init(
    _ name: String,
    _ unit: String,
    before: String = "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
    read: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.name = name
    make = { count in Array(before.utf8) + Array(repeatElement(Array(unit.utf8), count: count).joined()) }
    self.read = read
  }
}
