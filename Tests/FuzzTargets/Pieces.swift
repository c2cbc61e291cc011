/// Bytes of a peer, and the pieces in which they arrive.
///
/// What follows the last 0xFF of an input is taken for the lengths of the pieces, which repeat; without one every piece
/// is a single byte. So a plain dialogue is an input as it is, and a fuzzer can move the cuts without touching it.
package struct Pieces {
  /// All that the peer sends.
  package let whole: ArraySlice<UInt8>
  private let lengths: ArraySlice<UInt8>

  package init(_ input: [UInt8]) {
    let mark = input.lastIndex(of: 0xFF) ?? input.endIndex
    whole = input[..<mark]
    lengths = input[mark...].dropFirst()
  }

  /// The pieces in order, each of one byte at least.
  package var pieces: [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = whole
    var lengths = lengths.makeIterator()
    while !rest.isEmpty {
      let length = lengths.next() ?? restart(&lengths) ?? 1
      let piece = rest.prefix(max(Int(length), 1))
      pieces.append(piece)
      rest = rest[piece.endIndex...]
    }
    return pieces
  }

  private func restart(_ lengths: inout ArraySlice<UInt8>.Iterator) -> UInt8? {
    lengths = self.lengths.makeIterator()
    return lengths.next()
  }
}
