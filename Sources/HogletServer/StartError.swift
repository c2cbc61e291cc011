internal import EventLoop
internal import MaildirStore
internal import MongoStore

/// Why a server did not start: one line for the person who started it.
public struct StartError: Error, CustomStringConvertible {
  /// What failed and why.
  public let description: String

  static func listening(_ role: String, _ address: String, _ reason: any Error) -> StartError {
    StartError(description: "[\(role)] Error listening on \(address): \(reason)")
  }

  static func authenticationFile(_ path: String, _ reason: any Error) -> StartError {
    StartError(description: "[HTTP] Error reading auth-file: \(path): \(reason)")
  }

  static func maildir(_ error: MaildirError) -> StartError {
    StartError(description: "Error opening the maildir: \(error)")
  }

  static func mongoDriver(_ failure: MongoFailure) -> StartError {
    StartError(description: "Error loading MongoDB's driver: \(failure)")
  }

  static func system(_ error: SystemError) -> StartError {
    StartError(description: "Error starting: \(error)")
  }
}
