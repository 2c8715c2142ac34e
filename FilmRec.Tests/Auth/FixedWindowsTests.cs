using FilmRec.Web.Auth.Limits;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Auth;

public sealed class FixedWindowsTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 20, TimeSpan.Zero));

    [Fact]
    public void The_limit_holds_for_each_partition_and_policy_until_the_window_ends()
    {
        var windows = new FixedWindows(_clock);

        Enumerable.Range(0, 5).Select(_ => windows.Take("login", "anna", 3)).Select(verdict => (verdict.Granted, verdict.Remaining))
            .ShouldBe([(true, 2), (true, 1), (true, 0), (false, 0), (false, 0)]);
        windows.Take("login", "bert", 3).Granted.ShouldBeTrue();
        windows.Take("other", "anna", 3).Granted.ShouldBeTrue();
        windows.Take("login", "anna", 3).RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
        _clock.Advance(TimeSpan.FromSeconds(40));
        windows.Take("login", "anna", 3).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task Requests_at_the_same_time_are_all_counted()
    {
        var windows = new FixedWindows(_clock);

        bool[] granted = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => windows.Take("login", "anna", 50).Granted)));

        granted.Count(yes => yes).ShouldBe(50);
    }

    [Fact]
    public void Memory_has_an_end_however_many_addresses_come()
    {
        var windows = new FixedWindows(_clock);
        for (int i = 0; i < 100_000; i++)
        {
            windows.Take("login", $"{i}", 2);
        }

        bool[] strangers = [.. Enumerable.Range(0, 5).Select(i => windows.Take("login", $"stranger {i}", 2).Granted)];

        strangers.ShouldBe([true, true, false, false, false]);
        windows.Take("login", "7", 2).Granted.ShouldBeTrue();
    }
}
