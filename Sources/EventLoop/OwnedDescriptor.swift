internal import Glibc

/// A descriptor with one owner, closed when the owner lets it go.
///
/// Closing takes it out of every epoll set as well.
public struct OwnedDescriptor: ~Copyable, Sendable {
  /// The number, valid as long as this value lives.
  public let number: Int32

  /// Takes over `number`, which must be open and nobody else's.
  public init(owning number: Int32) {
    precondition(number >= 0, "a failed call's result is not a descriptor")
    self.number = number
  }

  deinit { close(number) }
}
