internal import MongoStore

/// A store of which answers may hold messages that nobody else keeps in memory.
protocol LendingStore: Sendable {
  /// Whether such messages take more memory than they should.
  var hasExcess: Bool { get }
}

extension MongoStore: LendingStore {}
