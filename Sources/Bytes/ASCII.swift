/// The octets that mail and web protocols give a meaning to.
public enum ASCII {
  /// NUL.
  public static let null: UInt8 = 0x00
  /// Horizontal tab.
  public static let tab: UInt8 = 0x09
  /// LF.
  public static let lineFeed: UInt8 = 0x0A
  /// CR.
  public static let carriageReturn: UInt8 = 0x0D
  /// SP.
  public static let space: UInt8 = 0x20
}

extension UInt8 {
  /// This octet with `A`–`Z` made `a`–`z`; all others as they are.
  @inlinable
  public var asciiLowercased: UInt8 {
    UInt8(ascii: "A") <= self && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }

  /// Whether this is one of `0`–`9`.
  @inlinable
  public var isASCIIDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }

  /// Whether this is a space or a tab, the white space within a line.
  @inlinable
  public var isASCIIBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// Whether this is a control: below SP, or DEL.
  @inlinable
  public var isASCIIControl: Bool { self < 0x20 || self == 0x7F }

  /// The value of a hexadecimal digit in either case, or nil.
  @inlinable
  public var hexDigitValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The hexadecimal digit, in lower case, of the last four bits.
  @inlinable
  public var lastHexDigit: UInt8 {
    let value = self & 0x0F
    return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
