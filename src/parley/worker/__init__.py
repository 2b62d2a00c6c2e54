"""What happens without anybody clicking: deadlines that come, and letters that go out.

`clock.py` turns due orders into commands, `courier.py` carries letters from the outbox to the mail server, `run.py` keeps
both going. Any number of workers may run: whoever is later finds that there is nothing left to do.
"""
