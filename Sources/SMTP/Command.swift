import Bytes

/// A line taken apart as MailHog does it: at its first space, and nowhere else.
struct Command: ~Escapable {
  /// What the line asks for, or nil if that is nothing we know.
  let verb: Verb?
  /// All behind the first space, further spaces included; empty if there is none.
  let argument: Span<UInt8>

  /// Whether it is for TLS, which there is not: MailHog says so even in the middle of an exchange.
  let startsTLS: Bool
  /// Whether it is one of the commands that count wherever they stand, also in the middle of AUTH.
  var isHeardAlways: Bool {
    switch verb {
    case .rset, .noop, .quit: true
    default: false
    }
  }

  /// Takes apart a line that no longer has its CRLF; a CR or LF of its own at either end does not count.
  @_lifetime(copy line)
  init(_ line: Span<UInt8>) {
    let line = Self.trimmed(line)
    let space = Scan.firstIndex(of: ASCII.space, in: line) ?? line.count
    verb = Verb(line.extracting(..<space))
    argument = line.extracting(min(space + 1, line.count)...)
    startsTLS = Scan.matches(line.extracting(..<space), lowercased: "starttls")
  }

  @_lifetime(copy line)
  private static func trimmed(_ line: Span<UInt8>) -> Span<UInt8> {
    var (start, end) = (0, line.count)
    while start < end, line[start] == ASCII.carriageReturn || line[start] == ASCII.lineFeed { start += 1 }
    while end > start, line[end - 1] == ASCII.carriageReturn || line[end - 1] == ASCII.lineFeed { end -= 1 }
    return line.extracting(start..<end)
  }
}
