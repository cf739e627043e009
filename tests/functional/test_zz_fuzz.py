import pytest
from tests.http_api import Caller
from tests.network import build_network

CASES=[("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":"\\ud800"}}'),
("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":1e999}}'),
("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":NaN}}'),
("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":'+'['*3000+']'*3000+'}}'),
("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":1'+'0'*5000+'}}'),
("POST","/stations/CP1/commands",'{"action":"reset","payload":{"a":"'+'x'*500000+'"}}'),
("PUT","/drivers/d1",'{"display_name":"\\ud800"}'),
("PUT","/drivers/d1",'{"display_name":"\\u0000"}'),
("PUT","/tokens/%00",'{}'),
("PUT","/tokens/%ff",'{}'),
("PUT","/tokens/"+"%C3%9F"*100,'{}'),
("PUT","/tokens/a%23b",'{}'),
("PUT","/tokens/T",'{"expires_at":1e308}'),
("PUT","/tokens/T",'{"expires_at":"9999-12-31T23:59:59-23:00"}'),
("PUT","/tokens/T",'{"expires_at":"0001-01-01T00:00:00+23:00"}'),
("PUT","/tokens/T",'null'),
("PUT","/stations/S",'{"evses":[{"current_type":"AC","evse_id":'+'9'*60+'}]}'),
("PUT","/stations/S",'{"evses":[{"current_type":"AC","max_power_w":'+'9'*60+'}]}'),
("PUT","/stations/S",'{"evses":[{"current_type":"AC","connectors":true}]}'),
("PUT","/stations/S",'{"evses":[{"current_type":"AC","connectors":99999999999}]}'),
("PUT","/stations/S",'{"password":"\\ud800aaaaaaaaaaa"}'),
("PUT","/stations/S",'{"password":12345678}'),
("PUT","/sites/s",'{"name":"x","time_zone":"Europe/\\u0000"}'),
("PUT","/sites/s",'{"name":"x","time_zone":"/etc/passwd"}'),
("PUT","/sites/s",'{"name":"x","time_zone":"posix/../Europe/Berlin"}'),
("PUT","/sites/s",'{"name":"x","time_zone":"'+'a'*5000+'"}'),
("PUT","/tariffs/t",'{"currency":"\\ud800AA","elements":[{"price_components":[{"type":"ENERGY","price":1}]}]}'),
("PUT","/tariffs/t",'{"currency":"ÄÖÜ","elements":[{"price_components":[{"type":"ENERGY","price":1}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":true}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":1e-400}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":1,"step_size":true}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":1,"step_size":"5"}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","tax_included":[],"elements":[{"price_components":[{"type":"ENERGY","price":1}]}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":[{"price_components":[{"type":"ENERGY","price":1}], "restrictions":7}]}'),
("PUT","/tariffs/t",'{"currency":"EUR","elements":'+'['*100000+'}'),
("PUT","/tariffs/t",'"x"'),
("PUT","/tariffs/t",b'\xff\xfe'.decode('latin-1')),
("GET","/sessions?cursor=WyJhIiwiYiJd",None),
("GET","/sessions?token_id=%00",None),
("GET","/ledger/accounts/a%2Fb",None),
("POST","/stations/CP1/commands?wait=-1",'{"action":"reset"}'),
("POST","/stations/CP1/commands?wait=nan",'{"action":"reset"}'),
("POST","/stations/CP1/commands?wait=x",'{"action":"reset"}'),
("POST","/stations/CP1/commands?queue=maybe",'{"action":"reset"}'),
("GET","/stations/CP1/commands/\u0001",None),
("GET","/stations/CP1/commands/"+"x"*3000,None),
("GET","/sessions/"+"x"*200,None),
]
@pytest.mark.usefixtures("deployment")
@pytest.mark.parametrize("n", range(len(CASES)))
def test_fuzz(n):
    m,p,b=CASES[n]
    build_network()
    from urllib.parse import parse_qsl
    path,_,q=p.partition("?")
    op=Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    a=op.call(m,path,b,query=dict(parse_qsl(q)))
    print(int(a.status), m,p[:40],(b or '')[:90], a.text[:160])
    assert a.status<500
    if a.status<300 and m=="PUT":
        g=op.get(path); assert g.status==200, g.text
