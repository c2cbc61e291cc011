internal import Bytes

/// What a peer has sent and the session could not take yet: it waits for a store, or for the peer to read.
struct HeldInput {
  private var bytes: [UInt8] = []
  private var start = 0

  /// How many bytes of memory it takes.
  var count: Int { bytes.count }
  /// Whether nothing is held.
  var isEmpty: Bool { start == bytes.count }

  /// Keeps a copy of what `input` holds from `position` on.
  mutating func keep(_ input: Span<UInt8>, from position: Int) {
    bytes = position < input.count ? Array(copying: input.extracting(position...)) : []
    start = 0
  }

  /// Offers what is held to `body`, which says how many bytes it took; the rest stays, and is not copied again.
  mutating func offer(_ body: (Span<UInt8>) -> Int) {
    let offered = bytes
    start += body(offered.span.extracting(start...))
    if isEmpty { self = HeldInput() }
  }
}
