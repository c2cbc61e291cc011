internal import Flags

/// Where the server of this container or machine is, found out from outside.
public enum RunningServer {
  /// The names under which the program is installed.
  private static let names = ["hoglet", "MailHog"]
  /// What makes a process of that name no server.
  private static let otherCommands = ["bcrypt", "health", "sendmail", "-version", "--version"]

  /// The address of the API, as somebody wrote it.
  ///
  /// A container's main process knows best, since flags that were given to it are in nobody's environment. Where that is
  /// an init process, the server is one of its children.
  ///
  /// - Parameters:
  ///   - environment: The variables of the process that asks.
  ///   - root: The folder that holds `proc`.
  /// - Returns: What the server's flags say, else its variables, else those of `environment`, else the default.
  public static func apiAddress(environment: [String: String], root: String = "") -> String {
    let children = SmallFile.text(at: root + "/proc/1/task/1/children") ?? ""
    for process in ["1"] + children.split(separator: " ").map(String.init) {
      guard let arguments = serverArguments(of: root + "/proc/" + process) else { continue }
      let variables = strings(at: root + "/proc/\(process)/environ").map(Self.variables) ?? environment
      // Arguments that cannot be read start no server.
      guard let values = try? SettingsFlags.all.parse(arguments: arguments, environment: variables) else {
        continue
      }
      return values[SettingsFlags.apiBind]
    }
    return environment[SettingsFlags.apiBind.environment ?? ""] ?? SettingsFlags.apiBind.defaultValue
  }

  /// The arguments of a server, or nil if the process is none.
  private static func serverArguments(of folder: String) -> [String]? {
    guard let command = strings(at: folder + "/cmdline"),
      let name = command.first?.split(separator: "/").last, names.contains(String(name))
    else { return nil }
    let arguments = Array(command.dropFirst())
    return arguments.first.map(otherCommands.contains) == true ? nil : arguments
  }

  private static func variables(_ entries: [String]) -> [String: String] {
    let pairs = entries.compactMap { entry -> (String, String)? in
      guard let equals = entry.firstIndex(of: "=") else { return nil }
      return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The strings of a file, each of which ends with a NUL; nil if there are none to be read.
  private static func strings(at path: String) -> [String]? {
    guard let text = SmallFile.text(at: path), !text.isEmpty else { return nil }
    let strings = text.utf8.split(separator: 0, omittingEmptySubsequences: false).map(String.init)
    // Behind the last NUL is nothing.
    return strings.map { $0 ?? "" }.dropLast()
  }
}
