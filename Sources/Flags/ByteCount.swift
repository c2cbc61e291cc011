/// A number of bytes that users write with a unit, such as `50MB`.
///
/// All units are binary, so `1K`, `1KB` and `1KiB` are the same 1,024 bytes: what people mean by the size of memory
/// and of messages.
public struct ByteCount: Hashable, Sendable {
  /// How many, zero or more.
  public let bytes: Int

  /// A count of `bytes`, which our own code never gives as negative.
  public init(_ bytes: Int) {
    precondition(bytes >= 0, "a size is not negative")
    self.bytes = bytes
  }

  private static let units: [(letter: String, shift: Int)] = [("g", 30), ("m", 20), ("k", 10)]
}

extension ByteCount: FlagValue {
  /// Reads digits and an optional unit (K, M or G, with or without B or iB, in any case).
  public init?(flagText: String) {
    let text = flagText.lowercased()
    let digits = text.prefix { "0"..."9" ~= $0 }
    guard let count = Int(digits) else { return nil }
    let unit = text.dropFirst(digits.count)
    guard !unit.isEmpty, unit != "b" else {
      self.init(count)
      return
    }
    let known = Self.units.first { [$0.letter, "\($0.letter)b", "\($0.letter)ib"].contains(String(unit)) }
    guard let known else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << known.shift)
    guard !overflow else { return nil }
    self.init(bytes)
  }

  /// The count in the largest unit that divides it: `50MB`.
  public var flagText: String {
    let unit = Self.units.first { bytes > 0 && bytes % (1 << $0.shift) == 0 }
    return unit.map { "\(bytes >> $0.shift)\($0.letter.uppercased())B" } ?? String(bytes)
  }

  /// `size`.
  public static var placeholder: String { "size" }

  /// A size with examples.
  public static var expectation: String { "a size such as 1048576, 512KB, 50MB or 1GB" }
}
