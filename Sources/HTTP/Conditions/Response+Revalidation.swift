import HTTPTypes

extension Response {
  /// Lets clients keep the content, if they ask before each use whether it is still the one of that tag.
  public mutating func allowRevalidation(by tag: EntityTag) {
    entityTag = tag
    fields[.cacheControl] = "no-cache"
  }

  /// Leaves the content out and says that it has not changed, if the client has it (RFC 9110 section 13.1.2).
  ///
  /// To be called when the coding is chosen, as the tag depends on it.
  public mutating func revalidate(for request: Request) {
    guard request.method == .get || request.method == .head, status == .ok, let entityTag,
      IfNoneMatch(request.fields)?.includes(entityTag) == true
    else { return }
    status = .notModified
    body = .empty
    // The client has what describes the content (RFC 9110 section 15.4.5).
    for field in fields where field.name.describesContent { fields[field.name] = nil }
  }
}

extension HTTPField.Name {
  /// Whether a field of this name is about the content and not about how to use it.
  fileprivate var describesContent: Bool {
    canonicalName.hasPrefix("content-") && canonicalName != "content-security-policy"
  }
}
