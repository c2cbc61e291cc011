import Bytes

/// A line taken apart as MailHog does it: at its first space, and nowhere else.
struct Command: ~Escapable {
  /// What the line asks for, or nil if that is nothing we know.
  let verb: Verb?
  /// All behind the first space, further spaces included; empty if there is none.
  let argument: Span<UInt8>

  /// Takes apart a line that no longer has its CRLF.
  @_lifetime(copy line)
  init(_ line: Span<UInt8>) {
    let space = Scan.firstIndex(of: ASCII.space, in: line) ?? line.count
    verb = Verb(line.extracting(..<space))
    argument = line.extracting(min(space + 1, line.count)...)
  }
}
