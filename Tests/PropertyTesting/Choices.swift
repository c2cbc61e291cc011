/// Decisions of whoever makes an input, read from bytes: random ones, a fuzzer's, or those of a failure.
///
/// Where they end, every decision is the first and the smallest. So fewer and smaller bytes make a simpler input, and
/// nobody has to know how to make an input smaller.
public struct Choices {
  private var rest: ArraySlice<UInt8>

  /// The decisions that `bytes` stand for.
  public init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// Whether all that follow are the first and the smallest.
  public var isExhausted: Bool { rest.isEmpty }

  /// A byte.
  public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// Yes or no.
  public mutating func bool() -> Bool { byte() & 1 == 1 }

  /// A number from 0 to `limit`.
  public mutating func number(upTo limit: Int) -> Int {
    guard limit > 0 else { return 0 }
    let low = Int(byte())
    return limit < 256 ? low % (limit + 1) : (low | Int(byte()) << 8) % (limit + 1)
  }

  /// One of several, of which there must be one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(upTo: elements.count - 1)]
  }

  /// Any bytes, at most so many.
  public mutating func bytes(upTo limit: Int) -> [UInt8] {
    (0..<number(upTo: limit)).map { _ in byte() }
  }

  /// Bytes of `alphabet`, from `least` to `limit` of them.
  public mutating func text(of alphabet: [UInt8], from least: Int = 0, upTo limit: Int) -> [UInt8] {
    (0..<least + number(upTo: limit - least)).map { _ in pick(alphabet) }
  }

  /// What `make` makes, at most so many times.
  public mutating func list<Element>(upTo limit: Int, _ make: (inout Choices) -> Element) -> [Element] {
    (0..<number(upTo: limit)).map { _ in make(&self) }
  }

  /// `bytes` in pieces as a network would bring them: whole, each alone, or in lengths that repeat.
  public mutating func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let lengths = (0...number(upTo: 3)).map { _ in 1 + number(upTo: bool() ? 3 : 200) }
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(lengths[pieces.count % lengths.count])
      pieces.append(piece)
      rest = rest[piece.endIndex...]
    }
    return pieces
  }
}
