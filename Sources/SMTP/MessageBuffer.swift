import Bytes

/// The bytes of one message while they arrive, up to a limit.
struct MessageBuffer: Equatable {
  /// The memory that a client gets for a mere promise, until an eighth of the promise is kept.
  static let largestReservation = 1_048_576
  /// The memory for a message that does not come at once: without it, each of the first pieces would be copied again.
  static let smallestReservation = 65_536

  /// What has arrived and was kept.
  private(set) var bytes: [UInt8] = []
  /// Whether more came than the limit allows; nothing is kept any more then.
  private(set) var isOverLimit = false

  private let limit: Int
  private let declaredSize: Int

  /// An empty buffer for at most `limit` octets, of which the client has declared `declaredSize`.
  init(limit: Int, declaredSize: Int?) {
    self.limit = limit
    self.declaredSize = declaredSize ?? 0
  }

  /// Whether so many octets more would pass the limit.
  func wouldOverflow(by count: Int) -> Bool { isOverLimit || count > limit - bytes.count }

  /// Adds a piece, or gives back all memory if that would pass the limit.
  ///
  /// Says `isLast` when nothing but the end follows, so that no room is made for more.
  mutating func append(_ piece: Span<UInt8>, isLast: Bool = false) {
    guard !wouldOverflow(by: piece.count) else {
      bytes = []
      isOverLimit = true
      return
    }
    makeRoom(for: bytes.count + piece.count, isLast: isLast)
    bytes.append(copying: piece)
  }

  /// Gives up the bytes, without the last `dropped` of them, in memory of about their size.
  consuming func finish(dropping dropped: Int = 0) -> [UInt8] {
    bytes.removeLast(min(dropped, bytes.count))
    let waste = bytes.capacity - bytes.count
    // Small arrays are rounded up by the allocator, and a copy would be too.
    return waste > max(bytes.count / 8, 64) ? Array(copying: bytes.span) : bytes
  }

  private mutating func makeRoom(for count: Int, isLast: Bool) {
    guard count > bytes.capacity else { return }
    guard !isLast else { return bytes.reserveCapacity(count) }
    let roomy = max(count, min(max(bytes.capacity * 2, Self.smallestReservation), limit))
    let credit = max(roomy, Self.largestReservation, bytes.count * 8)
    let promised = min(declaredSize, credit)
    bytes.reserveCapacity(promised >= count ? promised : roomy)
  }
}
