internal import EventLoop
internal import MailHogAPI

/// The file of saved servers that `-outgoing-smtp` names.
enum OutgoingFile {
  /// The largest that is read, in bytes.
  private static let limit = 1024 * 1024

  /// Reads the servers of a file.
  static func servers(at path: String) throws(StartError) -> [OutgoingServer] {
    let text: [UInt8]
    do {
      text = try SmallFile.bytes(at: path, limit: limit)
    } catch {
      throw .outgoingSMTP(path, error)
    }
    do {
      return try OutgoingServer.list(reading: text)
    } catch {
      throw .outgoingSMTP(path, error)
    }
  }
}

extension StartError {
  fileprivate static func outgoingSMTP(_ path: String, _ reason: any Error) -> StartError {
    StartError(description: "Error reading outgoing SMTP file \(path): \(reason)")
  }
}
