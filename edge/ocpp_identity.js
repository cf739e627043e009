// CloudFront viewer-request function: /ocpp/<any depth>/<identity>[/] -> stage path + x-ocpp-identity.
// API Gateway refuses a path after the stage, and OCPP-J stations append their identity themselves.
// template.yaml holds this very text in Fn::Sub, which fills in the stage; whoever executes the file
// directly (local edge, tests) replaces the same token. No other dollar-brace may stand here. ES5 only.
function handler(event) {
  var request = event.request;
  var match = /^\/ocpp\/(?:.*\/)?([^\/]+)\/?$/.exec(request.uri);
  if (!match) {
    return { statusCode: 404, statusDescription: 'Not Found' };
  }
  // Still percent-encoded; set, not added, so that a client cannot choose it by a header of its own.
  request.headers['x-ocpp-identity'] = { value: match[1] };
  // CloudFront's word on the client certificate, under names that reach the origin with the others.
  var present = request.headers['cloudfront-viewer-cert-present'];
  ['sha256', 'subject'].forEach(function (name) {
    var told = request.headers['cloudfront-viewer-cert-' + name];
    delete request.headers['x-ocpp-certificate-' + name];
    if (present && present.value === '1' && told) {
      request.headers['x-ocpp-certificate-' + name] = { value: told.value };
    }
  });
  delete request.headers['x-ocpp-transport'];  // said by an edge that has a port without TLS
  request.uri = '/${Stage}';
  return request;
}
