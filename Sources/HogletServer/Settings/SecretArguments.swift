internal import Flags

/// What of a command line is nobody else's business.
public enum SecretArguments {
  /// Where the secrets are: user, password and options of the database's address.
  ///
  /// - Parameter arguments: The command line without the program's name, byte for byte.
  /// - Returns: For each argument the bytes in it that are to be hidden, in order.
  public static func secrets(in arguments: [[UInt8]]) -> [[Range<Int>]] {
    let names = ["-", "--"].map { Array(($0 + SettingsFlags.mongoURI.name).utf8) }
    return arguments.indices.map { index in
      let argument = arguments[index]
      if index > 0, names.contains(arguments[index - 1]) { return secrets(in: argument, from: 0) }
      for name in names where argument.starts(with: name + Array("=".utf8)) {
        return secrets(in: argument, from: name.count + 1)
      }
      return []
    }
  }

  /// All in front of the last `@`, and all behind the first `?` behind that.
  private static func secrets(in argument: [UInt8], from start: Int) -> [Range<Int>] {
    let scheme = Array("://".utf8)
    let place = argument[start...].firstRange(of: scheme)?.upperBound ?? start
    let user = argument[place...].lastIndex(of: UInt8(ascii: "@")).map { place..<$0 }
    let options = argument[(user?.upperBound ?? place)...].firstIndex(of: UInt8(ascii: "?"))
    return [user, options.map { $0 + 1..<argument.count }].compactMap(\.self)
  }
}
