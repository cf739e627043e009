import { describe, expect, it } from "vitest";
import {
  furtherText,
  hidesSomething,
  priorityOf,
  profileOf,
} from "../src/pages/stations/detail/network-profile";

const FIELDS = {
  version: "OCPP20",
  url: "wss://csms.example.com/ocpp",
  timeout: "30",
  security: "2",
  interface: "Wired0",
  priority: "1, 0",
};

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe("a network profile", () => {
  it("is sent as OCPP wants it, with what has no field of its own", () => {
    const form = formOf({ ...FIELDS, further: '{"apn": {"apn": "internet"}}', reset: "on" });
    expect(profileOf(form, 1)).toEqual({
      connection_data: {
        apn: { apn: "internet" },
        ocppVersion: "OCPP20",
        ocppTransport: "JSON",
        ocppCsmsUrl: "wss://csms.example.com/ocpp",
        messageTimeout: 30,
        securityProfile: 2,
        ocppInterface: "Wired0",
      },
      priority: [1, 0],
      reset: true,
    });
  });

  it.each(["[]", "{", "12"])("takes no further members that are no object: %s", (further) => {
    expect(() => profileOf(formOf({ ...FIELDS, further }), 1)).toThrow("This is no JSON object.");
  });

  it("never sends back what stands in place of a password", () => {
    const apn = { apn: "internet", apnPassword: "(hidden)" };
    const known = { ocppCsmsUrl: "wss://a", apn, basicAuthPassword: "(hidden)" };
    expect(hidesSomething(known)).toBe(true);
    expect(JSON.parse(furtherText(known))).toEqual({ apn: { apn: "internet" } });
    expect(furtherText({ ocppCsmsUrl: "wss://a" })).toBe("");
  });

  it("is tried in the order that was written, itself among them", () => {
    expect(priorityOf("2, 1 2", 1)).toEqual([2, 1]);
    expect(priorityOf(" ", 3)).toEqual([3]);
    expect(() => priorityOf("2", 1)).toThrow("it would never be used");
    expect(() => priorityOf("first", 1)).toThrow("numbers of slots");
  });
});
