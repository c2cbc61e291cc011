internal import Bytes
internal import MailHogView

extension ByteBuffer {
  /// Adds `path` as MailHog shows addresses, with the parameters that it never fills in.
  mutating func append(json path: MailPath) {
    append("{\"Relays\":")
    for (index, relay) in path.relays.enumerated() {
      append(index == 0 ? "[" : ",")
      append(jsonString: relay)
    }
    append(path.relays.isEmpty ? "null" : "]")
    append(",\"Mailbox\":")
    append(jsonString: path.mailbox)
    append(",\"Domain\":")
    append(jsonString: path.domain)
    append(",\"Params\":\"\"}")
  }
}
