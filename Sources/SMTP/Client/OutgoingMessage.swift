import Bytes

/// The bytes of a message that is to be sent, and what a server has to be told of them.
///
/// They are looked through once, here: 50 MB take some hundredths of a second, so let large ones be made beside the loop.
public struct OutgoingMessage: Equatable, Sendable {
  /// Header section and body.
  ///
  /// A CR or LF that stands alone is sent as CRLF, because no other line end may cross the wire (RFC 5321 section 2.3.8),
  /// and servers that disagree on line ends disagree on where a message ends.
  public let data: [UInt8]
  /// Whether a CRLF has to be added to `data`: what Hoglet stores from DATA does without the last one.
  ///
  /// A message that does not end with a line end after that gets one in any case.
  public let lacksFinalLineBreak: Bool
  /// Whether the header section needs SMTPUTF8 to be understood (RFC 6532); addresses count by themselves.
  public let needsSMTPUTF8: Bool
  /// Whether it goes beyond ASCII anywhere.
  public let isEightBit: Bool
  /// Octets as RFC 1870 section 3 counts them: with every line end as it is sent, without dots that are stuffed.
  public let size: Int

  /// A message of these bytes.
  public init(_ data: [UInt8], lacksFinalLineBreak: Bool = false, needsSMTPUTF8: Bool = false) {
    self.data = data
    self.lacksFinalLineBreak = lacksFinalLineBreak
    self.needsSMTPUTF8 = needsSMTPUTF8
    isEightBit = Scan.firstNonASCII(in: data.span) != nil
    size = Self.size(of: data.span, lacksFinalLineBreak: lacksFinalLineBreak)
  }

  private static func size(of data: Span<UInt8>, lacksFinalLineBreak: Bool) -> Int {
    var position = 0
    var size = lacksFinalLineBreak ? 2 : 0
    var isLineOpen = false
    while let piece = TextPiece(of: data, from: &position, limit: .max) {
      size += piece.text.count + (piece.ending == .none ? 0 : 2)
      isLineOpen = piece.ending == .none
    }
    return size + (isLineOpen && !lacksFinalLineBreak ? 2 : 0)
  }
}
