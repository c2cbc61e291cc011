public import MailStore

extension MailEvents {
  /// All events behind `cursor` up to now.
  public func all(after cursor: inout Cursor) -> [MailEvent] {
    var found: [MailEvent] = []
    while case .event(let event) = read(&cursor) { found.append(event) }
    return found
  }
}
