using OtpNet;
using TurfMap.App.Accounts;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Access;

/// <summary>Codes of authenticator apps, against the examples of the standard and against codes made from its text alone.</summary>
public sealed class SecondFactorCodeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 5, TimeSpan.Zero);

    private static readonly byte[] Key = "12345678901234567890"u8.ToArray();

    /// <summary>RFC 6238, appendix B: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_of_the_standards_examples_are_taken(long seconds, string code) =>
        Assert.Equal(seconds / 30, SecondFactor.Verify(Key, code, DateTimeOffset.FromUnixTimeSeconds(seconds), lastStep: 0));

    [Fact]
    public void Codes_of_many_keys_and_moments_are_taken_from_the_key_as_people_see_it()
    {
        var random = new Random(20260302);
        var key = new byte[20];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(key);
            var moment = DateTimeOffset.FromUnixTimeSeconds(random.NextInt64(1_000_000, 4_000_000_000));
            var code = TimeCodes.At(Base32Encoding.ToString(key), TimeCodes.Step(moment));
            Assert.Equal(TimeCodes.Step(moment), SecondFactor.Verify(key, code, moment, lastStep: 0));
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public void A_code_may_be_one_step_early_or_late(int steps, bool isTaken) =>
        Assert.Equal(isTaken ? TimeCodes.Step(Now) + steps : null, Verify(steps, lastStep: 0));

    [Fact]
    public void A_code_is_taken_once_and_none_before_it_afterwards()
    {
        var step = TimeCodes.Step(Now);
        Assert.Null(Verify(0, lastStep: step));
        Assert.Null(Verify(-1, lastStep: step));
        Assert.Equal(step + 1, Verify(1, lastStep: step));
    }

    private static long? Verify(int steps, long lastStep) =>
        SecondFactor.Verify(Key, TimeCodes.At(Base32Encoding.ToString(Key), TimeCodes.Step(Now) + steps), Now, lastStep);
}
