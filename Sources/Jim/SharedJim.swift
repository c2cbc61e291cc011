internal import Guarding

/// The one Jim of all that serve together: those who change him and those who meet him are on different threads.
public protocol SharedJim: Sendable {
  /// How he is now, as far as is known without asking anybody; every connection looks.
  var state: JimState { get }

  /// How he is, asked where he is kept: what others have just changed counts too.
  ///
  /// - Throws: That he cannot be reached.
  func current() async throws(JimUnreachable) -> JimState

  /// Changes how he is.
  ///
  /// - Parameter change: What to do, as one step that nobody sees half done. May be called again, on a newer state.
  /// - Returns: What `change` returned.
  /// - Throws: That he cannot be reached. Nothing has changed then, unless contact was lost in the middle of it.
  func update(_ change: @Sendable (inout JimState) -> Bool) async throws(JimUnreachable) -> Bool
}

/// Jim is kept where nobody answers.
public struct JimUnreachable: Error, Equatable {
  /// Says nothing more.
  public init() {}
}

/// The Jim of one process.
public final class LocalJim: SharedJim {
  private let guarded: Guarded<JimState>

  /// Jim as he is at first.
  public init(_ state: JimState = JimState()) {
    guarded = Guarded(state)
  }

  /// How he is now.
  public var state: JimState { guarded.withLock { $0 } }

  /// How he is now.
  public func current() async throws(JimUnreachable) -> JimState { state }

  /// Changes how he is, at once.
  public func update(_ change: @Sendable (inout JimState) -> Bool) async throws(JimUnreachable) -> Bool {
    guarded.withLock { change(&$0) }
  }
}
