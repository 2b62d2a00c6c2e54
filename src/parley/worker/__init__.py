"""What happens without anybody clicking: deadlines that come, and letters that go out.

`clock.py` turns due orders into commands, `courier.py` carries letters from the outbox to the mail server, `keeper.py` lets go
what need not be kept, `run.py` keeps them going. Any number of workers may run: whoever is later finds that there is nothing
left to do.
"""
