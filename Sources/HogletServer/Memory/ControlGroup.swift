/// A control group that limits the memory of its processes (cgroups(7)).
struct ControlGroup: Equatable {
  /// The two ways in which Linux shows control groups.
  enum Version {
    /// One hierarchy for each resource.
    case one
    /// One hierarchy for all, perhaps beside those of version 1.
    case two
  }

  let version: Version
  /// Where the group is in its hierarchy, beginning with a slash.
  let path: String

  /// The files that may hold a limit: the group's own, and those of all groups above it up to the root.
  ///
  /// A container often sees its own group as the root of the hierarchy, yet reads its path as the host does: most of
  /// these files do not exist then, and the one at the root is the right one.
  var limitPaths: [String] {
    var folders = [""]
    for name in path.split(separator: "/") {
      // A path out of the visible hierarchy leads to no file.
      if name == ".." { break }
      folders.append(folders[folders.count - 1] + "/" + name)
    }
    return folders.reversed().flatMap { folder in
      switch version {
      case .one: ["/sys/fs/cgroup/memory\(folder)/memory.limit_in_bytes"]
      case .two:
        ["/sys/fs/cgroup\(folder)/memory.max", "/sys/fs/cgroup/unified\(folder)/memory.max"]
      }
    }
  }
}
