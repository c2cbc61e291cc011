internal import Bytes
internal import HTTP
internal import HTTPTypes

/// The answer to who looks for a file of MailHog's page that is not there: 404 without a word.
enum MissingAsset {
  private static let folders = ["/images/", "/css/", "/js/", "/fonts/"]

  /// The answer, or nil if that is not what the request is for.
  static func response(to request: Request, webPath: String) -> Response? {
    guard request.method == .get else { return nil }
    let path = request.target.path.bytes
    return folders.contains { path.starts(with: (webPath + $0).utf8) } ? Response(.notFound) : nil
  }
}
