import MailStore
import Testing

/// The stores that the contract suite runs on, each time a fresh and empty one.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
  /// `MemoryStore` with room for everything.
  case memory
  /// `MemoryStore` with limits that no case reaches.
  case limitedMemory

  /// Those that can run here.
  static var available: [StoreUnderTest] { allCases }

  var testDescription: String { rawValue }

  func make() -> any MailStore {
    switch self {
    case .memory: MemoryStore()
    case .limitedMemory:
      MemoryStore(limits: RetentionLimits(count: 10_000, age: 86_400, bytes: 1 << 30))
    }
  }
}
