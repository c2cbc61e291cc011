package import MailStore

/// By how much the messages of a collection pass its limits: what has to go, the oldest first.
package struct Surplus: Equatable, Sendable {
  private let count: Int64
  private let bytes: Int64

  /// What is too much of so many messages with so many bytes in all.
  package init(of count: Int64, bytes: Int64, over limits: RetentionLimits) {
    func surplus(_ total: Int64, _ limit: Int?) -> Int64 {
      limit.map { max(total, 0) - Int64(max($0, 0)) } ?? 0
    }
    (self.count, self.bytes) = (surplus(count, limits.count), surplus(bytes, limits.bytes))
  }

  /// Whether nothing is too much.
  package var isNone: Bool { count <= 0 && bytes <= 0 }

  /// How many messages have to go, of which these are the sizes of the oldest, in their order.
  ///
  /// One stays in any case: it may be the newest, which is kept however large it is. Sizes are added as the server has added
  /// them, also those that no message has: documents are written by others too.
  package func share(of sizes: [Int64]) -> Int {
    var going = 0
    var gone: Int64 = 0
    for size in sizes.dropLast() where Int64(going) < count || gone < bytes {
      let (sum, isTooLarge) = gone.addingReportingOverflow(max(size, 0))
      gone = isTooLarge ? .max : sum
      going += 1
    }
    return going
  }
}
