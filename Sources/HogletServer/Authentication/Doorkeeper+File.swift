internal import Passwords

extension Doorkeeper {
  /// How large a file of users may be, in bytes: some hundred thousand of them.
  private static let fileLimit = 8 << 20

  /// A doorkeeper for the users of the file at `path`.
  convenience init(path: String) throws(StartError) {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: path, limit: Self.fileLimit)
    } catch {
      throw .authenticationFile(path, error)
    }
    do {
      self.init(try PasswordFile(parsing: bytes))
    } catch {
      throw .authenticationFile(path, error)
    }
  }
}
