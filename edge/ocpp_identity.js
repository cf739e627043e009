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
  request.uri = '/${Stage}';
  return request;
}
