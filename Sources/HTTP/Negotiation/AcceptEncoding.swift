import Bytes
import HTTPTypes

/// The codings of content that a client takes, and how gladly (RFC 9110 section 12.5.3).
struct AcceptEncoding {
  /// Weights in thousandths; nil for what the client does not name.
  private var gzip: Int?
  private var identity: Int?
  /// The weight of `*`: of all that is not named.
  private var others: Int?

  init(_ fields: HTTPFields) {
    for field in fields[fields: .acceptEncoding] {
      for member in field.listMembers { note(member.bytes) }
    }
  }

  /// Whether gzip is welcome, and no less than content as it is.
  ///
  /// Who names no identity takes it too, but has asked for gzip; who says nothing at all may not know gzip.
  var prefersGzip: Bool {
    let weight = gzip ?? others ?? 0
    return weight > 0 && weight >= identity ?? others ?? 0
  }

  private mutating func note(_ member: [UInt8]) {
    let pieces = member.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let coding = pieces.first.map(Self.trimmed) else { return }
    var weight = 1_000
    for piece in pieces.dropFirst().map(Self.trimmed) where piece.starts(with: "q=".utf8) {
      weight = Self.weight(piece.dropFirst(2))
    }
    if coding.elementsEqual("gzip".utf8) || coding.elementsEqual("x-gzip".utf8) {
      gzip = weight
    } else if coding.elementsEqual("identity".utf8) {
      identity = weight
    } else if coding.elementsEqual("*".utf8) {
      others = weight
    }
  }

  /// Reads `0.` or `1.` and three digits at the most (RFC 9110 section 12.4.2); what is anything else is not welcome.
  private static func weight(_ text: ArraySlice<UInt8>) -> Int {
    guard let whole = text.first, whole == UInt8(ascii: "0") || whole == UInt8(ascii: "1") else { return 0 }
    let fraction = text.dropFirst(2)
    guard text.count < 2 || text.dropFirst().first == UInt8(ascii: "."), fraction.count <= 3,
      fraction.allSatisfy(\.isASCIIDigit)
    else { return 0 }
    var thousandths = Int(whole - UInt8(ascii: "0"))
    for place in 0..<3 {
      let digit = fraction.dropFirst(place).first ?? UInt8(ascii: "0")
      thousandths = thousandths * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return thousandths <= 1_000 ? thousandths : 0
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: \.isASCIIBlank)
    while text.last?.isASCIIBlank == true { text = text.dropLast() }
    return text
  }
}
