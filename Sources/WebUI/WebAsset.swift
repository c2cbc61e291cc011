internal import CWebAssets

/// A file of the web interface, compiled into the program.
public struct WebAsset: Sendable {
  /// Its name, which has no folder.
  public let name: String
  /// Its place in the table of the program's read-only data.
  private let index: Int

  /// All of them, in the order of their names.
  public static let all: [WebAsset] = (0..<hoglet_web_asset_count).map { index in
    WebAsset(name: unsafe String(cString: hoglet_web_assets()[index].name), index: index)
  }

  /// Names what all of them hold: where one byte differs, so does this (FNV-1a of 64 bits).
  public static let version: String = {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for asset in all {
      for byte in asset.name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      for byte in asset.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return String(hash, radix: 16)
  }()

  /// A copy of its bytes.
  public var bytes: [UInt8] {
    let asset = unsafe hoglet_web_assets()[index]
    return unsafe Array(UnsafeBufferPointer(start: asset.start, count: asset.count))
  }

  /// Its media type.
  public var type: String {
    switch name.split(separator: ".").last {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    default: "application/octet-stream"
    }
  }
}
