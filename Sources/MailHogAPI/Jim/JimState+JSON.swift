internal import Bytes
internal import JSON
public import Jim

extension JimState {
  /// What `json` wrote; nil for anything else.
  public init?(json text: [UInt8]) {
    guard let object = try? JSONValue(reading: text).object,
      let isInvited = object["Invited"]?.bool,
      let invitations = object["Invitations"]?.number?.int,
      let settings = object["Settings"].flatMap({ JimSettings($0) })
    else { return nil }
    self.init(settings: settings, isInvited: isInvited, invitations: invitations)
  }

  /// How he is as a JSON object, for wherever he is kept.
  public var json: [UInt8] {
    var buffer = ByteBuffer()
    buffer.append(isInvited ? "{\"Invited\":true" : "{\"Invited\":false")
    buffer.append(",\"Invitations\":")
    if invitations < 0 { buffer.append("-") }
    buffer.append(decimal: invitations.magnitude)
    buffer.append(",\"Settings\":")
    buffer.append(contentsOf: settings.json)
    buffer.append("}")
    return buffer.take()
  }
}
