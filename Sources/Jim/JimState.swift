/// Whether Jim is there, and what he does when he is.
public struct JimState: Equatable, Sendable {
  /// What he does, or did when he was there last.
  public private(set) var settings: JimSettings
  /// Whether he is there.
  public private(set) var isInvited: Bool
  /// How many times he has come: his deeds begin anew each time.
  public private(set) var invitations: Int

  /// Jim as he is when the server starts.
  public init(settings: JimSettings = .usual, isInvited: Bool = false) {
    self.settings = settings
    self.isInvited = isInvited
    invitations = isInvited ? 1 : 0
  }

  /// Jim as somebody has noted that he is.
  ///
  /// - Parameters:
  ///   - settings: What he does, or did when he was there last.
  ///   - isInvited: Whether he is there.
  ///   - invitations: How many times he has come.
  public init(settings: JimSettings, isInvited: Bool, invitations: Int) {
    (self.settings, self.isInvited, self.invitations) = (settings, isInvited, invitations)
  }

  /// Lets him come, with new settings or those he had last; false if he is there already.
  public mutating func invite(_ settings: JimSettings?) -> Bool {
    guard !isInvited else { return false }
    isInvited = true
    invitations &+= 1
    if let settings { self.settings = settings }
    return true
  }

  /// Changes what he does; false if he is not there.
  public mutating func instruct(_ settings: JimSettings) -> Bool {
    guard isInvited else { return false }
    self.settings = settings
    return true
  }

  /// Sends him away; false if he is not there.
  public mutating func dismiss() -> Bool {
    guard isInvited else { return false }
    isInvited = false
    return true
  }
}
