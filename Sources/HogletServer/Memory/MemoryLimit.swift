import Glibc

/// How much memory this process may use before the system stops it.
///
/// Containers are stopped by the limit of a control group, of the process's own or of one above it; version 1 and 2 of
/// control groups are read, whichever is there. Without one the machine's memory is the limit.
public struct MemoryLimit: Equatable, Sendable {
  /// The limit in bytes.
  public let bytes: Int

  /// A limit of that many bytes.
  public init(bytes: Int) {
    self.bytes = bytes
  }

  /// How many bytes the memory store may fill: 60 %, the rest is for messages in flight, answers and the process.
  public var storeBytes: Int { bytes / 10 * 6 }

  /// How many bytes messages in flight may take: 15 %.
  public var unfinishedBytes: Int { bytes / 20 * 3 }

  /// How many bytes may wait for subscribers of live events: 3 %.
  public var liveBytes: Int { bytes / 100 * 3 }

  /// How many bytes HTTP requests may take that have not come whole: 3 %.
  public var requestBytes: Int { bytes / 100 * 3 }

  /// The lowest limit that the system sets.
  ///
  /// - Parameters:
  ///   - root: The folder that holds `proc` and `sys`.
  ///   - physical: The machine's memory in bytes; nil if it is unknown.
  /// - Returns: The limit, or nil if the system sets none and the machine's memory is unknown.
  public static func current(root: String = "", physical: Int? = physicalBytes) -> MemoryLimit? {
    var lowest = physical
    for group in groups(in: SmallFile.text(at: root + "/proc/self/cgroup") ?? "") {
      for path in group.limitPaths {
        guard let limit = SmallFile.text(at: root + path).flatMap(limit(in:)) else { continue }
        lowest = min(lowest ?? limit, limit)
      }
    }
    return lowest.map(MemoryLimit.init)
  }

  /// The machine's memory in bytes, or nil if it is unknown.
  public static var physicalBytes: Int? {
    let (bytes, isTooLarge) = sysconf(Int32(_SC_PHYS_PAGES))
      .multipliedReportingOverflow(by: sysconf(Int32(_SC_PAGESIZE)))
    return bytes > 0 && !isTooLarge ? bytes : nil
  }

  /// The control groups of memory that a process is in, as `/proc/self/cgroup` lists them (cgroups(7)).
  static func groups(in list: String) -> [ControlGroup] {
    list.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      if fields[0] == "0", fields[1].isEmpty { return ControlGroup(version: .two, path: String(fields[2])) }
      guard fields[1].split(separator: ",").contains("memory") else { return nil }
      return ControlGroup(version: .one, path: String(fields[2]))
    }
  }

  /// The number of bytes in a limit file; nil if it says `max` or nothing to be understood.
  static func limit(in text: String) -> Int? {
    guard let number = text.split(whereSeparator: \.isWhitespace).first.flatMap({ Int($0) }), number > 0
    else {
      return nil
    }
    return number
  }
}
