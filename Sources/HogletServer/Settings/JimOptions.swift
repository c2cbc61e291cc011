internal import Flags
public import Jim

/// What Jim does, whether he is there from the start, and what decides his whims.
public struct JimOptions: Sendable {
  /// What he does when he is there.
  public var settings: JimSettings
  /// Whether he is there from the start.
  public var isInvited: Bool
  /// What decides all fates, or nil for those that nobody can foresee.
  public var seed: UInt64?

  /// How he is when the server starts.
  public var state: JimState { JimState(settings: settings, isInvited: isInvited) }

  init(_ values: FlagValues) {
    typealias Flags = SettingsFlags
    settings = JimSettings(
      disconnectChance: values[Flags.jimDisconnect],
      acceptChance: values[Flags.jimAccept],
      linkSpeedAffect: values[Flags.jimLinkSpeedAffect],
      linkSpeedMin: values[Flags.jimLinkSpeedMin],
      linkSpeedMax: values[Flags.jimLinkSpeedMax],
      rejectSenderChance: values[Flags.jimRejectSender],
      rejectRecipientChance: values[Flags.jimRejectRecipient],
      rejectAuthChance: values[Flags.jimRejectAuth]
    )
    isInvited = values[Flags.inviteJim]
    seed = values[Flags.jimSeed].map { UInt64($0.magnitude) }
  }
}
